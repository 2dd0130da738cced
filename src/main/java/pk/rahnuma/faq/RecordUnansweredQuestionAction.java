package pk.rahnuma.faq;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.faq.UnansweredQuestionRepository.Outcome;
import pk.rahnuma.faq.UnansweredQuestionRepository.UnansweredQuestion;
import pk.rahnuma.faq.catalog.QuestionClassification;
import pk.rahnuma.vault.SubjectEncryptionService;

/// `guidance.missed`: records a question that was not understood, for the authors of answers. The stored text
/// identifies no person.
@Singleton
@Named("guidance.missed")
public final class RecordUnansweredQuestionAction
        implements Action.Mutation<RecordUnansweredQuestionAction.In, RecordUnansweredQuestionAction.Out> {

    /// Maximum questions stored per day, so that questions cannot fill the disk.
    static final int MAX_QUESTIONS_PER_DAY = 2000;

    private static final String NO_TOPIC = "-";

    /// Input of the action.
    ///
    /// @param question as it was written
    /// @param language of the conversation
    /// @param meant empty when topics were just offered; else the choice: a topic, or `-` for none of them. Any other
    ///     text is a new question and is not stored
    public record In(String question, String language, String meant) {}

    /// Result of the action.
    ///
    /// @param kept whether it was stored
    public record Out(boolean kept) {}

    private final ContentLoader content;
    private final UnansweredQuestionRepository questions;
    private final DailyLimit limit = new DailyLimit(MAX_QUESTIONS_PER_DAY);

    RecordUnansweredQuestionAction(ContentLoader content, UnansweredQuestionRepository questions) {
        this.content = content;
        this.questions = questions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<UnansweredQuestion> missed = new ArrayList<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            LocalDate day = LocalDate.ofInstant(request.now(), EngineContext.PAKISTAN_ZONE);
            Outcome outcome = toOutcome(request.arguments().meant());
            boolean kept = outcome != null && limit.tryCount(day);
            if (kept) {
                missed.add(createQuestion(
                        request.arguments(),
                        outcome,
                        day.atStartOfDay(EngineContext.PAKISTAN_ZONE).toInstant()));
            }
            results.add(new Out(kept));
        }
        if (!missed.isEmpty()) {
            questions.insertAll(missed);
        }
        return results;
    }

    private Outcome toOutcome(String meant) {
        if (meant.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (meant.equals(NO_TOPIC)) {
            return Outcome.NONE;
        }
        return content.faqCatalog().findTopic(meant) == null ? null : Outcome.MEANT;
    }

    private UnansweredQuestion createQuestion(In in, Outcome outcome, Instant day) {
        QuestionClassification understood =
                content.interpretQuestion(in.question()).getFirst();
        String nearest =
                understood.nearest().isEmpty() ? null : understood.nearest().getFirst();
        return new UnansweredQuestion(
                SubjectEncryptionService.newId(),
                day,
                in.language(),
                content.vocabularyRedactor().redactQuestion(in.question()),
                outcome,
                outcome == Outcome.MEANT ? in.meant() : nearest,
                (int) Math.round(understood.confidence() * 100));
    }
}
