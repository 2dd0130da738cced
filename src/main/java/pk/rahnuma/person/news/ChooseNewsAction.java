package pk.rahnuma.person.news;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;

/// `people.choose_news`: turns a channel outside of the chat on or off for the person.
@Singleton
@Named("people.choose_news")
public final class ChooseNewsAction implements Action.Mutation<ChooseNewsAction.In, ChooseNewsAction.Out> {

    /// @param channel `email` or `sms`
    /// @param wanted whether the person wants news there
    public record In(String channel, boolean wanted) {}

    /// Result of the action.
    ///
    /// @param done false when the channel cannot be turned on
    public record Out(boolean done) {}

    private final NewsPreferenceService preferences;

    ChooseNewsAction(NewsPreferenceService preferences) {
        this.preferences = preferences;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream().map(request -> new Out(choose(request))).toList();
    }

    private boolean choose(Request<In> request) {
        Optional<NewsChannel> channel = NewsChannel.fromWord(request.arguments().channel());
        return channel.isPresent()
                && preferences.changePreference(
                        request.conversation(),
                        channel.get(),
                        request.arguments().wanted(),
                        request.now());
    }
}
