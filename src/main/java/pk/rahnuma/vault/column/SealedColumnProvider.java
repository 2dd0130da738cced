package pk.rahnuma.vault.column;

import java.util.List;

/// The owner of tables with sealed columns. Each is a bean, so that all sealed values can be bound to their rows
/// without anybody knowing all tables.
public interface SealedColumnProvider {

    List<SealedColumn> sealedColumns();
}
