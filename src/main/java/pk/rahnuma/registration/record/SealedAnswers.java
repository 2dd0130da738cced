package pk.rahnuma.registration.record;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Answers as stored in the database: JSON, sealed under the subject's key.
@Singleton
public final class SealedAnswers implements SealedColumnProvider {

    static final SealedColumn CURRENT_ANSWERS_COLUMN =
            new SealedColumn("application", "answers", 60_000, List.of("id"), "t.subject_id");
    static final SealedColumn EARLIER_ANSWERS_COLUMN = new SealedColumn(
            "application_version",
            "answers",
            60_000,
            List.of("application_id", "seq"),
            "a.subject_id",
            "join application a on a.id = t.application_id");
    static final SealedColumn LINE_ANSWERS_COLUMN =
            new SealedColumn("line", "answers", 16_000, List.of("id"), "t.subject_id");
    static final SealedColumn LINE_WANTED_COLUMN =
            new SealedColumn("line", "wanted", 16_000, List.of("id"), "t.subject_id");
    static final SealedColumn LINE_VERSION_COLUMN = new SealedColumn(
            "line_version",
            "answers",
            16_000,
            List.of("line_id", "seq"),
            "l.subject_id",
            "join line l on l.id = t.line_id");
    /// A mapper of its own: the one that serves HTTP leaves out empty values.
    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP_TYPE = new TypeReference<>() {};

    private final SubjectEncryptionService vault;

    SealedAnswers(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                CURRENT_ANSWERS_COLUMN,
                EARLIER_ANSWERS_COLUMN,
                LINE_ANSWERS_COLUMN,
                LINE_WANTED_COLUMN,
                LINE_VERSION_COLUMN);
    }

    byte[] sealAnswers(SubjectKeyRing keys, SealedPlace place, FormAnswers answers) {
        try {
            return keys.seal(place, JSON_MAPPER.writeValueAsBytes(answers.values()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens answers in force, without those about lines.
    FormAnswers openAnswers(Application application, byte[] sealed) {
        return openAnswers(currentPlace(application), sealed);
    }

    /// Opens replaced answers, without those about lines.
    FormAnswers openAnswers(Application application, AnswerVersionRepository.Version version) {
        return openAnswers(earlierPlace(application, version.seq()), version.answers());
    }

    static SealedPlace currentPlace(Application application) {
        return currentPlace(application.subject(), application.id());
    }

    static SealedPlace currentPlace(long subject, long application) {
        return CURRENT_ANSWERS_COLUMN.placeAt(subject, application);
    }

    static SealedPlace earlierPlace(Application application, int seq) {
        return EARLIER_ANSWERS_COLUMN.placeAt(application.subject(), application.id(), seq);
    }

    FormAnswers openAnswers(SealedPlace place, byte[] sealed) {
        try {
            return new FormAnswers(JSON_MAPPER.readValue(vault.open(place, sealed), MAP_TYPE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
