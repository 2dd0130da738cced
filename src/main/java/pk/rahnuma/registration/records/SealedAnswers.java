package pk.rahnuma.registration.records;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.Answers;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumns;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.Vault;

/// Answers as they lie in the database: JSON, sealed under the subject's key.
@Singleton
final class SealedAnswers implements SealedColumns {

    static final SealedColumn IN_FORCE =
            new SealedColumn("application", "answers", "application", List.of("id"), "t.subject_id");
    static final SealedColumn EARLIER = new SealedColumn(
            "application_version",
            "answers",
            "application",
            List.of("application_id", "seq"),
            "a.subject_id",
            "join application a on a.id = t.application_id");
    /// Our own: the one that serves HTTP leaves out what is empty.
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final Vault vault;

    SealedAnswers(Vault vault) {
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(IN_FORCE, EARLIER);
    }

    byte[] seal(Keys keys, SealedPlace place, Answers answers) {
        try {
            return keys.seal(place, JSON.writeValueAsBytes(answers.values()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those in force.
    Answers open(Application application, byte[] sealed) {
        return open(inForce(application), sealed);
    }

    /// Those that are not in force.
    Answers open(Application application, Versions.Version version) {
        return open(earlier(application, version.seq()), version.answers());
    }

    static SealedPlace inForce(Application application) {
        return IN_FORCE.at(application.subject(), application.id());
    }

    static SealedPlace earlier(Application application, int seq) {
        return EARLIER.at(application.subject(), application.id(), seq);
    }

    private Answers open(SealedPlace place, byte[] sealed) {
        try {
            return new Answers(JSON.readValue(vault.open(place, sealed), MAP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
