// @ts-check

/**
 * Tickets for terminals, and the terminals that are open, on any backend. A
 * row counts until `expires_at`: a ticket's is soon, an open terminal's is
 * moved on by the backend that holds it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('terminals', table => {
    table.string('id', 36).primary();
    table
      .string('ticket_hash', 64)
      .notNullable()
      .unique()
      .comment('SHA-256, hex; the ticket itself is nowhere');
    table.string('instance_uid', 64).notNullable();
    table.string('actor', 255).notNullable();
    table.string('member', 253).notNullable();
    table.string('kind', 40).notNullable();
    table.integer('width').notNullable().comment('Columns');
    table.integer('height').notNullable().comment('Rows');
    table.boolean('redeemed').notNullable().defaultTo(false);
    table.bigInteger('expires_at').notNullable().comment('ms');
    table.index(['actor'], 'terminals_actor_idx');
    table.index(['instance_uid'], 'terminals_instance_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('terminals');
};
