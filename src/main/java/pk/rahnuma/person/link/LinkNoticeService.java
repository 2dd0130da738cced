package pk.rahnuma.person.link;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.ScriptNames;

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

    /// Asks a person whose code was entered in another chat: `notices.link_asked`. A "yes" starts the script that says
    /// what the two would share, and asks them.
    void postQuestion(long person, Instant now) {
        messages.postQuestion(person, writeNotice(person, "link_asked", Map.of()), ScriptNames.CONNECT, now);
    }

    /// Tells a person that they are linked: `notices.linked`.
    void postLinked(long person, Instant now) {
        postNotice(person, "linked", Map.of(), now);
    }

    /// Tells a person that a chat of the page is theirs now: `notices.chat_attached`.
    void postAttached(long person, Instant now) {
        postNotice(person, "chat_attached", Map.of(), now);
    }

    /// Tells a person that a link has ended: `notices.parted`.
    void postParted(long person, Instant now) {
        postNotice(person, "parted", Map.of(), now);
    }

    /// Tells a person what one who is linked with them did to an application of theirs: `notices.linked_act`. It is
    /// repeated when they return after a block.
    void postAct(LinkedActRepository.LinkedAct act, Instant now) {
        Map<String, Object> values =
                Map.of("reference", act.reference(), "act", act.act().replace('-', '_'));
        messages.postNoticesAbout(
                act.applicationId(), act.ownerId(), List.of(writeNotice(act.ownerId(), "linked_act", values)), now);
    }

    /// Tells a person why their chats were not linked: `notices.not_linked`.
    void postRefusal(long person, LinkOutcome reason, Instant now) {
        postNotice(person, "not_linked", Map.of("reason", reason.name().toLowerCase(Locale.ROOT)), now);
    }

    private void postNotice(long person, String key, Map<String, Object> values, Instant now) {
        messages.postNotices(person, List.of(writeNotice(person, key, values)), now);
    }

    private Reply writeNotice(long person, String key, Map<String, Object> values) {
        String language = persons.findLanguage(person).orElse(Language.DEFAULT);
        String text = library.texts().formatText(language, "notices." + key, values);
        return NamedControls.renderNotice(library, language, text, List.of());
    }
}
