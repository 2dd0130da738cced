package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.form.FormAnswers;

/// Reads the answers of the newest applications, for lists; one statement.
@Singleton
public final class NewestAnswersService {

    private final ApplicationRepository applications;
    private final SealedAnswers sealed;

    NewestAnswersService(ApplicationRepository applications, SealedAnswers sealed) {
        this.applications = applications;
        this.sealed = sealed;
    }

    /// Answers of an application that are not about lines.
    ///
    /// @param sender person who sent it
    public record NewestAnswers(long subject, long sender, FormAnswers answers) {}

    /// Answers of the newest application of each of these subjects, the newest first.
    ///
    /// @param subjects at least one
    public List<NewestAnswers> readNewest(Collection<Long> subjects) {
        return applications.findNewestAnswers(PaddedKeys.padKeys(subjects)).stream()
                .map(row -> new NewestAnswers(
                        row.subjectId(),
                        row.conversationId(),
                        sealed.openAnswers(SealedAnswers.currentPlace(row.subjectId(), row.id()), row.answers())))
                .toList();
    }
}
