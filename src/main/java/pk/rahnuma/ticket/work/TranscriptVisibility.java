package pk.rahnuma.ticket.work;

import pk.rahnuma.dialog.field.SensitiveTextMasker;

/// Masking of a person's text for a reader.
public enum TranscriptVisibility {
    /// Identity, tax and phone numbers and e-mail addresses are masked.
    MASKED("ticket.viewed"),
    /// Text as it was typed, for a reader who has the permission and asked for it.
    IN_FULL("ticket.revealed");

    private final String entry;

    TranscriptVisibility(String entry) {
        this.entry = entry;
    }

    /// Verb of the audit log for such a view of a ticket.
    String auditAction() {
        return entry;
    }

    /// The text as it is shown.
    ///
    /// @param text may be null
    String applyTo(String text) {
        return this == IN_FULL ? text : SensitiveTextMasker.maskText(text);
    }
}
