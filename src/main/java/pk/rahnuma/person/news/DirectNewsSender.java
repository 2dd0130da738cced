package pk.rahnuma.person.news;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import pk.rahnuma.messaging.direct.DirectMessageException;
import pk.rahnuma.messaging.direct.DirectMessageSender;
import pk.rahnuma.person.identity.IdentityAddress;

/// Sends news by e-mail and SMS.
@Singleton
class DirectNewsSender {

    private final Collection<DirectMessageSender> senders;
    private final NewsPreferenceService preferences;
    private final NewsTexts texts;

    DirectNewsSender(Collection<DirectMessageSender> senders, NewsPreferenceService preferences, NewsTexts texts) {
        this.senders = senders;
        this.preferences = preferences;
        this.texts = texts;
    }

    NewsOutcome sendNews(StatusNewsRepository.NewsRow news) {
        DirectMessageSender sender = senders.stream()
                .filter(each -> each.medium() == news.channel().medium())
                .findFirst()
                .orElse(null);
        if (sender == null) {
            return new NewsOutcome.Later("the channel is off");
        }
        Optional<IdentityAddress> address = preferences.findAddress(news.personId(), news.channel());
        if (address.isEmpty() || !preferences.isWanted(news.personId(), news.channel())) {
            return new NewsOutcome.Refused("turned off", false);
        }
        try {
            sender.sendMessage(texts.writeMessage(news, address.get().address()));
            return new NewsOutcome.Sent();
        } catch (DirectMessageException e) {
            return switch (e.outcome()) {
                case NOT_SENT -> new NewsOutcome.Later(e.getMessage());
                case REFUSED -> new NewsOutcome.Refused(e.getMessage(), false);
                case NO_SUCH_ADDRESS -> new NewsOutcome.Refused(e.getMessage(), true);
                case UNKNOWN -> new NewsOutcome.Unknown(e.getMessage());
            };
        }
    }
}
