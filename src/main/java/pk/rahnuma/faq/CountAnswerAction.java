package pk.rahnuma.faq;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;

/// `guidance.count`: counts how a question ended.
@Singleton
@Named("guidance.count")
public final class CountAnswerAction implements Action.Mutation<CountAnswerAction.In, CountAnswerAction.Out> {

    /// Input of the action: the result of [AnswerQuestionAction].
    ///
    /// @param status a name of [pk.rahnuma.faq.catalog.AnswerStatus], or `chosen_by_model` beside one
    /// @param topic that was answered, or empty
    /// @param language of the conversation
    public record In(String status, String topic, String language) {}

    /// Result of the action.
    public record Out(boolean counted) {}

    private final QuestionEndingRecorder recorder;

    CountAnswerAction(QuestionEndingRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        recorder.recordEndings(requests.stream()
                .map(request -> QuestionEndingRecorder.createEnding(
                        request.now(),
                        request.arguments().language(),
                        request.arguments().status(),
                        request.arguments().topic()))
                .toList());
        return requests.stream().map(request -> new Out(true)).toList();
    }
}
