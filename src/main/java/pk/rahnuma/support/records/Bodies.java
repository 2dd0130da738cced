package pk.rahnuma.support.records;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// What people wrote, as it lies in the database: JSON, sealed under their key.
@Singleton
public final class Bodies {

    private static final String FIELD = "ticket";
    private static final String RATING = "ticket_rating";
    /// Our own: the one that serves HTTP leaves out what is empty.
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vault vault;

    public Bodies(Vault vault) {
        this.vault = vault;
    }

    public byte[] seal(Keys keys, long person, Ticket.Body body) {
        try {
            return keys.seal(person, FIELD, JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The word that comes with a rating.
    public byte[] sealWord(long person, String word) {
        return vault.seal(person, RATING, word);
    }

    public String openWord(long person, byte[] sealed) {
        return vault.openText(person, RATING, sealed);
    }

    public Ticket.Body open(long person, byte[] sealed) {
        try {
            return JSON.readValue(vault.open(person, FIELD, sealed), Ticket.Body.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
