package pk.rahnuma.vault;

import java.util.List;

/// Owner of tables with sealed columns. Each is a bean, so that all sealed values of a subject can be found without a
/// list of tables.
public interface SealedColumnProvider {

    List<SealedColumn> sealedColumns();
}
