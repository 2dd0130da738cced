package pk.rahnuma.api.person;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import pk.rahnuma.person.link.LinkOfferService.SignInOffer;

/// Offer to link the person of the token with another one. The id is text, since JavaScript would round a long number.
///
/// @param channel of the chat that the other person used last; empty when they have none
/// @param expires until which it can be accepted
/// @param accepted whether it was
@Schema(example = """
            {
              "id": "7203202912771940127",
              "channel": "telegram",
              "expires": "2026-11-30T08:20:00Z",
              "accepted": false
            }
            """)
public record LinkOfferResponse(
        @Schema(example = "7203202912771940127") String id,

        @Schema(
                example = "telegram",
                allowableValues = {"telegram", "web", ""})
        String channel,

        Instant expires,
        boolean accepted) {

    public static LinkOfferResponse fromOffer(SignInOffer offer) {
        return new LinkOfferResponse(Long.toString(offer.id()), offer.channel(), offer.expires(), offer.accepted());
    }
}
