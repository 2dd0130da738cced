package pk.rahnuma.support.records;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import pk.rahnuma.vault.SealedColumn;

/// The columns of this package whose values are bound to their rows.
@Factory
final class TicketSealedColumns {

    @Singleton
    SealedColumn bodies() {
        return Bodies.BODY;
    }

    @Singleton
    SealedColumn ratings() {
        return Bodies.RATING;
    }

    @Singleton
    SealedColumn answers() {
        return WordRows.ANSWER;
    }

    @Singleton
    SealedColumn notes() {
        return WordRows.NOTE;
    }
}
