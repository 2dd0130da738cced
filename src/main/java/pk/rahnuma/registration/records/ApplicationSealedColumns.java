package pk.rahnuma.registration.records;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import pk.rahnuma.vault.SealedColumn;

/// The columns of this package whose values are bound to their rows.
@Factory
final class ApplicationSealedColumns {

    @Singleton
    SealedColumn answers() {
        return SealedAnswers.IN_FORCE;
    }

    @Singleton
    SealedColumn earlierAnswers() {
        return SealedAnswers.EARLIER;
    }

    @Singleton
    SealedColumn notes() {
        return History.NOTE;
    }
}
