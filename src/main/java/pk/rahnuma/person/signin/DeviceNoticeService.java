package pk.rahnuma.person.signin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.shared.Language;

/// Tells a person what was done with a device of theirs: it was signed in, and which kind of address was added
/// (`notices.signed_in`); it requested their erasure (`notices.erasure_asked`). Whoever sits at an open browser cannot
/// do so unnoticed.
///
/// A notice goes to the chats on Telegram, since the page may be the open browser; without one, to the chat that was
/// used last. The page shows the messages of all chats.
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

    /// Sends the notice of a sign-in, in the transaction of the caller, who has locked the person and signs the device
    /// in next. A person who has neither a message nor a device yet gets none.
    ///
    /// @param added kind of the address that was proved as a new one of the person; empty when it was known
    public void postSignIn(long person, Optional<IdentityKind> added, Instant now) {
        ConversationRepository.ConversationRow conversation =
                conversations.findById(person).orElseThrow();
        if (conversation.lastSeq() == 0 && devices.countByPersonId(person) == 0) {
            return;
        }
        postNotice(
                conversation,
                "notices.signed_in",
                Map.of("added", added.map(IdentityKind::toWord).orElse("nothing"), "at", Date.from(now)),
                now);
    }

    /// Sends the notices of a link that opened the chat of a person in a browser, in the transaction of the caller, who
    /// has locked both persons: a link may be that of another person.
    ///
    /// @param left person whose chat the browser had; empty when it had none
    public void postLink(long person, Optional<Long> left, Instant now) {
        Map<String, Object> values = Map.of("at", Date.from(now));
        postNotice(conversations.findById(person).orElseThrow(), "notices.device_linked", values, now);
        left.filter(other -> other != person)
                .flatMap(conversations::findById)
                .ifPresent(conversation -> postNotice(conversation, "notices.chat_replaced", values, now));
    }

    /// Sends the notice of a request for erasure, in the transaction of the caller, who has locked the person.
    ///
    /// @param due time of the erasure
    public void postErasureRequest(long person, Instant due, Instant now) {
        postNotice(
                conversations.findById(person).orElseThrow(),
                "notices.erasure_asked",
                Map.of("due", Date.from(due)),
                now);
    }

    private void postNotice(
            ConversationRepository.ConversationRow conversation, String key, Map<String, Object> values, Instant now) {
        long person = conversation.id();
        String language = Optional.ofNullable(conversation.language()).orElse(Language.DEFAULT);
        List<Reply> notice = List.of(NamedControls.renderNotice(
                library, language, library.texts().formatText(language, key, values), List.of()));
        List<Chat> telegramChats = chats.findByConversation(person).stream()
                .filter(chat -> chat.channel() == Channel.TELEGRAM && !chat.blocked())
                .toList();
        if (telegramChats.isEmpty()) {
            messages.postNotices(person, notice, now);
        }
        telegramChats.forEach(chat -> messages.postNoticesIn(chat.id(), person, notice, now));
    }
}
