package pk.rahnuma.person.link;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.shared.Language;

/// Notices about links, to the chat that a person used last, in the transaction of the caller, who has locked them.
@Singleton
class LinkNoticeService {

    private final ScriptLibrary library;
    private final ConversationMessageService messages;
    private final PersonLock persons;

    LinkNoticeService(ScriptLibrary library, ConversationMessageService messages, PersonLock persons) {
        this.library = library;
        this.messages = messages;
        this.persons = persons;
    }

    /// Asks a person whose code was entered in another chat: `notices.link_asked`.
    void postQuestion(long person, Instant now) {
        postNotice(person, "notices.link_asked", Map.of(), now);
    }

    /// Tells a person that they are linked: `notices.linked`.
    void postLinked(long person, Instant now) {
        postNotice(person, "notices.linked", Map.of(), now);
    }

    /// Tells a person that a chat of the page is theirs now: `notices.chat_attached`.
    void postAttached(long person, Instant now) {
        postNotice(person, "notices.chat_attached", Map.of(), now);
    }

    /// Tells a person that a link has ended: `notices.parted`.
    void postParted(long person, Instant now) {
        postNotice(person, "notices.parted", Map.of(), now);
    }

    /// Tells a person why their chats were not linked: `notices.not_linked`.
    void postRefusal(long person, LinkOutcome reason, Instant now) {
        postNotice(person, "notices.not_linked", Map.of("reason", reason.name().toLowerCase(Locale.ROOT)), now);
    }

    private void postNotice(long person, String key, Map<String, Object> values, Instant now) {
        String language = persons.findLanguage(person).orElse(Language.DEFAULT);
        String text = library.texts().formatText(language, key, values);
        messages.postNotices(person, List.of(NamedControls.renderNotice(library, language, text, List.of())), now);
    }
}
