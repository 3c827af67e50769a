"""On whose say-so: from news pages to a sourced ledger."""
