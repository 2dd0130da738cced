package pk.rahnuma.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

// docs/domain.md, "Reasons".
/// Reason why an application is sent back, refused or suspended. Texts explain each reason and how to correct it.
public enum DecisionReason {
    ISP_NOT_CONFIRMED,
    SUBSCRIBER_ID_MISMATCH,
    IP_NOT_ASSIGNED_TO_SUBSCRIBER,
    IP_NOT_STATIC_OR_PRIVATE,
    /// The address of the VPN's far end was given instead of the applicant's own.
    IP_IS_VPN_EXIT,
    CNIC_MISMATCH_OR_EXPIRED,
    DOCUMENT_UNREADABLE,
    DOCUMENT_MISSING,
    LETTER_NOT_FROM_EMPLOYER_OR_UNVERIFIABLE,
    COMPANY_PROOF_INVALID,
    /// Only when the applicant chose the taxpayers' list as proof.
    NOT_ACTIVE_TAXPAYER,
    PSEB_CERT_MISSING_OR_EXPIRED,
    FEE_UNPAID,
    PURPOSE_NOT_COMMERCIAL,
    /// A VPN for voice or video was requested.
    WRONG_SERVICE_TYPE,
    DUPLICATE_APPLICATION,
    INCOMPLETE_FORM;

    /// Word for it outside of the desk.
    @JsonValue
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Parses a code in any case, with dashes or underscores.
    public static Optional<DecisionReason> parseCode(String code) {
        String name = code.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values()).filter(r -> r.name().equals(name)).findFirst();
    }
}
