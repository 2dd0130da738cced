package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;

/// `registration.previous`: what the person wrote about themselves in their newest own application, so that a form can
/// suggest it. Applications of organisations are left out.
@Singleton
@Named("registration.previous")
public final class FindPreviousAnswersAction
        implements Action.Query<FindPreviousAnswersAction.In, FindPreviousAnswersAction.Out> {

    /// Input of the action.
    public record In() {}

    /// Result of the action. All is empty when the person has no application.
    ///
    /// @param full_name as on the card
    /// @param id_number 13 digits
    /// @param mobile with its country code
    /// @param email address
    /// @param city a code of the form, or a name
    public record Out(String full_name, String id_number, String mobile, String email, String city) {

        private static final Out NONE = new Out("", "", "", "", "");

        private static Out fromAnswers(FormAnswers answers) {
            return new Out(
                    answers.textAnswer(FormAnswers.FULL_NAME),
                    answers.textAnswer(FormAnswers.ID_NUMBER),
                    answers.textAnswer(FormAnswers.MOBILE),
                    answers.textAnswer("email"),
                    answers.textAnswer(FormAnswers.CITY));
        }
    }

    private final ApplicationRepository applications;
    private final ApplicationContentService contents;

    FindPreviousAnswersAction(ApplicationRepository applications, ApplicationContentService contents) {
        this.applications = applications;
        this.contents = contents;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, Application> newest = applications
                .findNewest(requests.stream().map(Request::conversation).collect(Collectors.toSet()), 1)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        found -> found.getValue().applications().getFirst()));
        if (newest.isEmpty()) {
            return requests.stream().map(request -> Out.NONE).toList();
        }
        Map<Long, FormAnswers> answers = contents.readAnswers(newest.values());
        return requests.stream()
                .map(request -> newest.get(request.conversation()))
                .map(application -> application == null ? Out.NONE : Out.fromAnswers(answers.get(application.id())))
                .toList();
    }
}
