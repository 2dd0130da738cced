package pk.rahnuma.person.news;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.shared.PublicBaseUrl;

/// `people.news`: returns the person's choices about news outside of the chat.
@Singleton
@Named("people.news")
public final class ShowNewsAction implements Action.Query<ShowNewsAction.In, ShowNewsAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param offer `news`, the name of the script, when a channel can be turned on and is off; otherwise empty
    /// @param email address that the person has proved, masked; empty when the desk cannot send to one
    /// @param email_on whether the person gets news there
    /// @param sms mobile number that the person has proved, masked; empty when the desk cannot send to one
    /// @param sms_on whether the person gets news there
    /// @param sign_in link to the page on which an address is proved; `none` without one
    public record Out(String offer, String email, boolean email_on, String sms, boolean sms_on, String sign_in) {}

    /// Path of the page on which a person proves an address, behind the language.
    private static final String SIGN_IN_PATH = "/sign-in";

    /// `sign_in` when there is no such page to lead to.
    private static final String NO_PAGE = "none";

    private final NewsPreferenceService preferences;
    private final PersonSignInService signIns;
    private final PublicBaseUrl url;

    ShowNewsAction(NewsPreferenceService preferences, PersonSignInService signIns, PublicBaseUrl url) {
        this.preferences = preferences;
        this.signIns = signIns;
        this.url = url;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Long, List<NewsPreference>> found = preferences.findPreferences(
                requests.stream().map(Request::conversation).distinct().toList());
        return requests.stream()
                .map(request -> toOut(found.get(request.conversation()), request.language()))
                .toList();
    }

    private Out toOut(List<NewsPreference> all, String language) {
        NewsPreference email = all.get(NewsChannel.EMAIL.ordinal());
        NewsPreference sms = all.get(NewsChannel.SMS.ordinal());
        boolean offered = all.stream().anyMatch(each -> each.possible() && !each.wanted());
        return new Out(
                offered ? "news" : "",
                email.possible() ? email.address() : "",
                email.wanted(),
                sms.possible() ? sms.address() : "",
                sms.wanted(),
                url.baseUrl()
                        .filter(base -> signIns.isOffered())
                        .map(base -> base + "/" + language + SIGN_IN_PATH)
                        .orElse(NO_PAGE));
    }
}
