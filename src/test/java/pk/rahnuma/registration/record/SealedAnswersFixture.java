package pk.rahnuma.registration.record;

import java.util.Map;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.vault.SubjectKeyRing;

/// Answers sealed as they are stored, for rows that benchmarks insert.
public final class SealedAnswersFixture {

    private final SealedAnswers sealedAnswers;

    public SealedAnswersFixture(TestDatabase database) {
        this.sealedAnswers = database.getBean(SealedAnswers.class);
    }

    public byte[] sealApplication(SubjectKeyRing keys, long subject, long id, Map<String, Object> answers) {
        return sealedAnswers.sealAnswers(keys, SealedAnswers.currentPlace(subject, id), new FormAnswers(answers));
    }

    public byte[] sealLine(SubjectKeyRing keys, long subject, long id, Map<String, Object> answers) {
        return sealedAnswers.sealAnswers(
                keys, SealedAnswers.LINE_ANSWERS_COLUMN.placeAt(subject, id), new FormAnswers(answers));
    }
}
