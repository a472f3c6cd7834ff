// @ts-check

/**
 * The ledger: operations, their journal and events, keys of requests, the
 * fleet's switch, and the rows that admissions of one tenant queue at.
 *
 * Times of operations are RFC 3339 texts, which sort like times; leases are
 * milliseconds of the database's own clock, as backends' clocks may differ.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.string('id', 36).primary();
    table.string('kind', 40).notNullable();
    table.string('state', 20).notNullable();
    table
      .string('mode', 20)
      .notNullable()
      .defaultTo('forward')
      .comment('forward, or clean-up after a failure or a cancel');
    table.string('uid', 64).notNullable().comment('The instance');
    table.string('name', 128).notNullable();
    table.string('engine', 64).notNullable();
    table.string('tenant', 128).notNullable();
    table.string('platform', 64).notNullable();
    table.string('location', 128).notNullable();
    table.string('owner', 255).notNullable();
    table.string('environment', 40).notNullable();
    table.string('actor', 255).notNullable();
    table.text('input').notNullable();
    table.text('before_spec').nullable();
    table.text('target_spec').notNullable();
    table.integer('revision').notNullable();
    table.integer('attempt').notNullable().defaultTo(1);
    table.text('plan').notNullable().defaultTo('[]');
    table.float('progress').notNullable().defaultTo(0);
    table.text('reason').nullable();
    table.text('remains').nullable();
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.boolean('no_return').notNullable().defaultTo(false);
    table
      .boolean('superseded')
      .notNullable()
      .defaultTo(false)
      .comment('A later operation changed the instance: no retry any more');
    table.string('claim_token', 36).nullable();
    table.string('claimed_by', 255).nullable();
    table.bigInteger('lease_until').nullable();
    table
      .string('name_slot', 300)
      .nullable()
      .comment('tenant/name while this create holds the name');
    table.string('created_at', 30).notNullable();
    table.string('started_at', 30).nullable();
    table.string('ended_at', 30).nullable();
    table.unique(['name_slot'], { indexName: 'operations_name_slot_uniq' });
    table.index(['state', 'lease_until'], 'operations_state_idx');
    table.index(['uid', 'created_at'], 'operations_uid_idx');
    table.index(['tenant', 'created_at'], 'operations_tenant_idx');
    table.index(['created_at', 'id'], 'operations_created_at_idx');
  });

  await knex.schema.createTable('operation_steps', table => {
    table
      .string('operation_id', 36)
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.string('mode', 20).notNullable();
    table.string('step_id', 200).notNullable();
    table.integer('position').notNullable();
    table.text('title').notNullable();
    table.string('executor', 20).notNullable();
    table.string('action', 80).notNullable();
    table.string('state', 20).notNullable();
    table.string('started_at', 30).notNullable();
    table.string('ended_at', 30).nullable();
    table.text('output').nullable();
    table.text('reason').nullable();
    table.primary(['operation_id', 'mode', 'step_id']);
  });

  await knex.schema.createTable('operation_events', table => {
    table.bigIncrements('id');
    table
      .string('operation_id', 36)
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.string('at', 30).notNullable();
    table.string('level', 10).notNullable();
    table.text('text').notNullable();
    table.index(['operation_id', 'id'], 'operation_events_operation_idx');
  });

  await knex.schema.createTable('request_keys', table => {
    table.string('actor', 255).notNullable();
    table.string('key', 128).notNullable();
    table.string('request_hash', 64).notNullable();
    table
      .string('operation_id', 36)
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.string('created_at', 30).notNullable();
    table.primary(['actor', 'key']);
    table.index(['created_at'], 'request_keys_created_at_idx');
  });

  await knex.schema.createTable('admissions', table => {
    table.string('scope', 300).primary();
    table.integer('count').notNullable();
  });

  await knex.schema.createTable('fleet_control', table => {
    table.integer('id').primary();
    table.boolean('paused').notNullable();
    table.string('actor', 255).nullable();
    table.string('since', 30).nullable();
    table.string('note', 500).nullable();
  });
  await knex('fleet_control').insert({ id: 1, paused: false });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fleet_control');
  await knex.schema.dropTable('admissions');
  await knex.schema.dropTable('request_keys');
  await knex.schema.dropTable('operation_events');
  await knex.schema.dropTable('operation_steps');
  await knex.schema.dropTable('operations');
};
