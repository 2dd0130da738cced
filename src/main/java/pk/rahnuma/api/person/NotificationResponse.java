package pk.rahnuma.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import pk.rahnuma.registration.LineStatus;

/// A piece of news.
///
/// @param seq position of its message in the conversation
/// @param kind of its subject; `other`: the subject is gone
/// @param reference of the application; missing otherwise
/// @param status of the application at that time; missing otherwise
/// @param ticket number of the ticket; missing otherwise
/// @param organisation id of the organisation; missing otherwise
/// @param text in the language of the person at that time
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationResponse(
        @Schema(example = "17") int seq,

        @Schema(
                allowableValues = {"application", "ticket", "organisation", "other"},
                example = "application")
        String kind,

        @Nullable @Schema(example = "K7MP-4RTX-9X") String reference,
        @Nullable LineStatus status,
        @Nullable @Schema(example = "T7MP-4RTX-9X") String ticket,

        @Schema(example = "Alif Software (Private) Limited") @Nullable
        String organisation,

        @Schema(example = "Your application K7MP-4RTX-9X is being checked.")
        String text,

        Instant at,
        boolean read) {}
