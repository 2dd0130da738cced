package pk.rahnuma.registration.decisions;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import pk.rahnuma.vault.SealedColumn;

/// The columns of this package whose values are bound to their rows.
@Factory
final class DecisionSealedColumns {

    @Singleton
    SealedColumn proposals() {
        return ProposalRows.NOTE;
    }
}
