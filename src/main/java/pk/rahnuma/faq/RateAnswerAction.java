package pk.rahnuma.faq;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.faq.QuestionEndingRepository.QuestionEnding;

/// `guidance.rate`: counts whether an answer helped, or two answers in one message.
@Singleton
@Named("guidance.rate")
public final class RateAnswerAction implements Action.Mutation<RateAnswerAction.In, RateAnswerAction.Out> {

    /// Opinion on an answer.
    enum Verdict {
        HELPED,
        NOT_HELPED;

        String toWord() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String YES_START = "yes-";
    private static final String NO_START = "no-";
    private static final String TOPIC_SEPARATOR = "-";
    private static final int MAX_TOPICS = 2;

    /// Input of the action.
    ///
    /// @param opinion `yes-` or `no-` and the topic, or two topics with a `-` between them
    /// @param language of the conversation
    public record In(String opinion, String language) {}

    /// Result of the action.
    ///
    /// @param helped false also for an opinion that cannot be read, which is not counted
    public record Out(boolean helped) {}

    private final ContentLoader content;
    private final QuestionEndingRecorder recorder;

    RateAnswerAction(ContentLoader content, QuestionEndingRecorder recorder) {
        this.content = content;
        this.recorder = recorder;
    }

    /// Opinion on answers, as the link of a button.
    static String formatOpinion(Verdict verdict, List<String> topics) {
        return (verdict == Verdict.HELPED ? YES_START : NO_START) + String.join(TOPIC_SEPARATOR, topics);
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<QuestionEnding> rated = new ArrayList<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            String opinion = request.arguments().opinion();
            boolean helped = opinion.startsWith(YES_START);
            List<String> topics =
                    Arrays.asList(opinion.substring(opinion.indexOf('-') + 1).split(TOPIC_SEPARATOR, MAX_TOPICS));
            if ((helped || opinion.startsWith(NO_START))
                    && topics.stream().allMatch(topic -> content.faqCatalog().findTopic(topic) != null)) {
                Verdict verdict = helped ? Verdict.HELPED : Verdict.NOT_HELPED;
                topics.forEach(topic -> rated.add(QuestionEndingRecorder.createEnding(
                        request.now(), request.arguments().language(), verdict.toWord(), topic)));
            }
            results.add(new Out(helped));
        }
        recorder.recordEndings(rated);
        return results;
    }
}
