// @ts-check

/**
 * Who asked for an operation last (it may be retried by another), and which
 * role in the tenant that person had then: less than that when the operation
 * is claimed, and it is refused.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operations', table => {
    table.string('asked_by', 255).nullable();
    table.string('standing', 20).nullable();
  });
};

/**
 * Not by the schema builder: on SQLite that makes the table anew, and the
 * journal would go with the old one.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table operations drop column standing');
  await knex.raw('alter table operations drop column asked_by');
};
