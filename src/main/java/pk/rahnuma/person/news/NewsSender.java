package pk.rahnuma.person.news;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import pk.rahnuma.messaging.direct.DirectMessageException;
import pk.rahnuma.messaging.direct.DirectMessageSender;
import pk.rahnuma.messaging.direct.SmsBudget;
import pk.rahnuma.messaging.push.PushMessageSender;
import pk.rahnuma.messaging.push.PushSubscription;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.vault.SubjectErasedException;

/// Sends news by all channels.
@Singleton
class NewsSender {

    private final Collection<DirectMessageSender> senders;
    private final Optional<SmsBudget> smsBudget;
    private final NewsPreferenceService preferences;
    private final PushSubscriptionService subscriptions;
    private final PushMessageSender push;
    private final NewsTexts texts;

    NewsSender(
            Collection<DirectMessageSender> senders,
            Optional<SmsBudget> smsBudget,
            NewsPreferenceService preferences,
            PushSubscriptionService subscriptions,
            PushMessageSender push,
            NewsTexts texts) {
        this.senders = senders;
        this.smsBudget = smsBudget;
        this.preferences = preferences;
        this.subscriptions = subscriptions;
        this.push = push;
        this.texts = texts;
    }

    NewsOutcome sendNews(StatusNewsRepository.NewsRow news) {
        try {
            return news.channel() == NewsChannel.PUSH ? sendPush(news) : sendDirect(news);
        } catch (SubjectErasedException e) {
            return new NewsOutcome.Refused("erased", false);
        } catch (DirectMessageException e) {
            return switch (e.outcome()) {
                case NOT_SENT -> new NewsOutcome.Later(e.getMessage());
                case REFUSED -> new NewsOutcome.Refused(e.getMessage(), false);
                case NO_SUCH_ADDRESS -> new NewsOutcome.Refused(e.getMessage(), true);
                case UNKNOWN -> new NewsOutcome.Unknown(e.getMessage());
            };
        }
    }

    private NewsOutcome sendDirect(StatusNewsRepository.NewsRow news) {
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
        if (news.channel() == NewsChannel.SMS
                && smsBudget.filter(budget -> !budget.takeForNews()).isPresent()) {
            return new NewsOutcome.Later("the SMS of today are used up");
        }
        sender.sendMessage(texts.writeMessage(news, address.get().address()));
        return new NewsOutcome.Sent();
    }

    private NewsOutcome sendPush(StatusNewsRepository.NewsRow news) {
        Optional<PushSubscription> subscription = subscriptions.findSubscription(news.target());
        if (subscription.isEmpty()) {
            return new NewsOutcome.Refused("turned off", false);
        }
        if (!subscriptions.isOffered()) {
            return new NewsOutcome.Later("the channel is off");
        }
        push.sendMessage(subscription.get(), texts.writePush(news), texts.pushTopic(news));
        return new NewsOutcome.Sent();
    }
}
