import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { useSearchCombobox, useTyping } from '../../../static/admin-panel/src/ui/useSearchCombobox';

const ITEMS = ['ada', 'ben'];
const textOf = (item: string | null) => item ?? '';
const keyOf = (item: string | null) => item ?? undefined;

/** A combobox, and how often something was chosen in it. */
function Choosing({ onSelect }: { onSelect: (item: string) => void }) {
  const typing = useTyping();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const combobox = useSearchCombobox({
    ...{ typing, textOf, keyOf, items: ITEMS, isWhole: true, selected: undefined },
    onSelect: (item) => {
      onSelect(item);
      setChosen((before) => [...before, item]);
    },
  });
  return (
    <>
      <label {...combobox.getLabelProps()}>Names</label>
      <input {...combobox.getInputProps()} />
      <ul {...combobox.getMenuProps()}>
        {combobox.isOpen &&
          ITEMS.map((item, index) => (
            <li key={item} {...combobox.getItemProps({ item, index })}>
              {item}
            </li>
          ))}
      </ul>
      <p>{chosen.length} chosen</p>
    </>
  );
}

it('tells of a choice once, though the pointer came with the click', () => {
  const onSelect = vi.fn();
  render(<Choosing onSelect={onSelect} />);
  act(() => screen.getByRole('combobox').click());
  const option = screen.getByRole('option', { name: 'ben' });
  // In one go, so that React has a move of the pointer to work through, which it does after the click.
  act(() => {
    option.dispatchEvent(new MouseEvent('mousemove', { bubbles: true }));
    option.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  });
  screen.getByText('1 chosen');
  expect(onSelect.mock.calls).toEqual([['ben']]);
});
