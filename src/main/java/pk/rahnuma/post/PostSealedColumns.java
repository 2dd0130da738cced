package pk.rahnuma.post;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import pk.rahnuma.vault.SealedColumn;

/// The columns of this package whose values are bound to their rows.
@Factory
final class PostSealedColumns {

    @Singleton
    SealedColumn messages() {
        return MessageRows.BODY;
    }
}
