package pk.rahnuma.person.device;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.shared.Language;

/// Tells a person that a device is signed in as them, and which kind of address was added: `notices.signed_in`. Whoever
/// sits at an open browser cannot do so unnoticed.
@Singleton
public class DeviceNoticeService {

    private final ScriptLibrary library;
    private final ConversationMessageService messages;
    private final ConversationRepository conversations;
    private final ChatRepository chats;
    private final PersonDeviceRepository devices;

    DeviceNoticeService(
            ScriptLibrary library,
            ConversationMessageService messages,
            ConversationRepository conversations,
            ChatRepository chats,
            PersonDeviceRepository devices) {
        this.library = library;
        this.messages = messages;
        this.conversations = conversations;
        this.chats = chats;
        this.devices = devices;
    }

    /// Sends the notice, in the transaction of the caller, who has locked the person and signs the device in next. A
    /// person who has neither a message nor a device yet gets none.
    ///
    /// The notice goes to the chats on Telegram, since the page may be the open browser; without one, to the chat that
    /// was used last. The page shows the messages of all chats.
    ///
    /// @param added kind of the address that was proved as a new one of the person; empty when it was known
    public void postSignIn(long person, Optional<IdentityKind> added, Instant now) {
        ConversationRepository.ConversationRow conversation =
                conversations.findById(person).orElseThrow();
        if (conversation.lastSeq() == 0 && devices.countByPersonId(person) == 0) {
            return;
        }
        String language = Optional.ofNullable(conversation.language()).orElse(Language.DEFAULT);
        String text = library.texts()
                .formatText(
                        language,
                        "notices.signed_in",
                        Map.of("added", added.map(IdentityKind::toWord).orElse("nothing"), "at", Date.from(now)));
        List<Reply> notice = List.of(Reply.ofText(text));
        List<Chat> telegramChats = chats.findByConversation(person).stream()
                .filter(chat -> chat.channel() == Channel.TELEGRAM && !chat.blocked())
                .toList();
        if (telegramChats.isEmpty()) {
            messages.postNotices(person, notice, now);
        }
        telegramChats.forEach(chat -> messages.postNoticesIn(chat.id(), person, notice, now));
    }
}
