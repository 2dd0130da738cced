package pk.rahnuma.registration.records;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import pk.rahnuma.registration.form.Answers;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// Answers as they lie in the database: JSON, sealed under the subject's key.
@Singleton
final class SealedAnswers {

    private static final String FIELD = "application";
    /// Our own: the one that serves HTTP leaves out what is empty.
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final Vault vault;

    SealedAnswers(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(Keys keys, long subject, Answers answers) {
        try {
            return keys.seal(subject, FIELD, JSON.writeValueAsBytes(answers.values()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answers open(long subject, byte[] sealed) {
        try {
            return new Answers(JSON.readValue(vault.open(subject, FIELD, sealed), MAP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
