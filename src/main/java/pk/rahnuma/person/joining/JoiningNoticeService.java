package pk.rahnuma.person.joining;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;

/// Notices to both chats of persons who have joined: `notices.joined_staying` and `notices.joined_leaving`.
@Singleton
class JoiningNoticeService {

    private final ScriptLibrary library;
    private final ConversationMessageService messages;

    JoiningNoticeService(ScriptLibrary library, ConversationMessageService messages) {
        this.library = library;
        this.messages = messages;
    }

    /// A chat of a person, and the language in which they used it.
    record NoticeRecipient(long chat, String language) {}

    /// Sends the notices, in the transaction of the joining.
    ///
    /// @param person who stays, to whom both chats belong now
    void postNotices(long person, NoticeRecipient staying, NoticeRecipient leaving, Instant now) {
        postNotice(person, staying, "notices.joined_staying", now);
        postNotice(person, leaving, "notices.joined_leaving", now);
    }

    private void postNotice(long person, NoticeRecipient to, String key, Instant now) {
        Reply notice = Reply.ofText(library.texts().formatText(to.language(), key));
        messages.postNoticesIn(to.chat(), person, List.of(notice), now);
    }
}
