import { ParameterWidgetProps } from '@dbaas-portal/plugin-dbaas-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { quarry } from '../__testUtils__/engines';
import { renderWithSamples } from '../__testUtils__/render';
import { ParameterField } from './ParameterField';

const [parameter] = quarry.parameters;

const Widget = ({ id, value, onChange }: ParameterWidgetProps) => (
  <input
    id={id}
    type="range"
    value={Number(value ?? 5)}
    onChange={event => onChange(Number(event.target.value))}
  />
);

describe('the field of a parameter', () => {
  it.each([
    ['the plain field', []],
    [
      'the widget of an engine’s package',
      [
        {
          engine: quarry.id,
          parameterWidgets: { [parameter.name]: Widget },
        },
      ],
    ],
  ])('is named by its label: %s', async (_, uis) => {
    const onChange = jest.fn();
    renderWithSamples(
      <ParameterField
        parameter={parameter}
        value={7}
        problem={{ en: 'Too few', zh: '太少' }}
        uis={uis}
        onChange={onChange}
      />,
    );
    const field = await screen.findByLabelText(/^max_connections/);
    expect(field).toHaveValue('7');
    expect(screen.getByText('Too few')).toBeInTheDocument();
    await userEvent.click(screen.getByText('max_connections'));
    expect(field).toHaveFocus();
  });
});
