package pk.rahnuma.ticket.work;

import pk.rahnuma.dialog.field.SensitiveTextMasker;

/// How much of what a person said a reader sees.
public enum TranscriptVisibility {
    /// Identity, tax and phone numbers and e-mail addresses are masked.
    MASKED("ticket.viewed"),
    /// Everything as it was typed: for whoever has the right to it and has asked.
    IN_FULL("ticket.revealed");

    private final String entry;

    TranscriptVisibility(String entry) {
        this.entry = entry;
    }

    /// The entry of the audit log for such a look at a ticket.
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
