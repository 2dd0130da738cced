package pk.rahnuma.desk;

import pk.rahnuma.conversation.OpenedForms;

/// A request that changes a form.
///
/// @param before forms before the change, read once
public record FormChange(Caller caller, RequestIdentity request, OpenedForms before) {

    /// The same request with an id that its page has, so that a second click takes effect once.
    public FormChange withId(String pageId) {
        return new FormChange(caller, request.withId(pageId), before);
    }

    /// The same request for a further turn.
    FormChange next(String part) {
        return new FormChange(caller, request.next(part), before);
    }
}
