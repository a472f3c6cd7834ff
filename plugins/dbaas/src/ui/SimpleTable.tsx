import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  head: {
    color: theme.palette.text.secondary,
    fontWeight: 600,
    fontSize: '0.75rem',
    whiteSpace: 'nowrap',
    textTransform: 'none',
    padding: theme.spacing(0.75, 2),
    backgroundColor: 'transparent',
  },
  cell: {
    padding: theme.spacing(0.75, 2),
    overflowWrap: 'break-word',
    // The theme breaks words anywhere, which tears short names apart.
    wordBreak: 'normal',
    lineHeight: 1.4,
    fontVariantNumeric: 'tabular-nums',
  },
  row: {
    '&:last-child > *': { borderBottom: 0 },
    '&:nth-of-type(odd)': { backgroundColor: 'transparent' },
  },
}));

export type SimpleColumn<Row> = {
  id: string;
  /** Empty for a column of buttons. */
  title: string;
  align?: 'left' | 'right';
  render: (row: Row) => ReactNode;
};

/** A dense table for a few dozen rows. The first column heads the row. */
export function SimpleTable<Row>(props: {
  label: string;
  columns: Array<SimpleColumn<Row>>;
  rows: Row[];
  rowKey: (row: Row) => string;
}) {
  const classes = useStyles();
  return (
    <TableContainer>
      <Table size="small" aria-label={props.label}>
        <TableHead>
          <TableRow>
            {props.columns.map(column => (
              <TableCell
                key={column.id}
                align={column.align}
                className={classes.head}
              >
                {column.title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map(row => (
            <TableRow key={props.rowKey(row)} className={classes.row}>
              {props.columns.map((column, index) => (
                <TableCell
                  key={column.id}
                  align={column.align}
                  className={classes.cell}
                  {...(index === 0 && { component: 'th', scope: 'row' })}
                >
                  {column.render(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
