package pk.rahnuma.person.signin;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.signin.DeviceTokenCodec.DeviceToken;
import pk.rahnuma.person.signin.DeviceTokenCodec.TokenUse;
import pk.rahnuma.person.signin.PersonDeviceRepository.DeviceRow;

/// Signs devices in and out, and exchanges their tokens.
///
/// A device has an access token for a quarter of an hour, and a refresh token for the next pair. Each refresh token is
/// good for one exchange. One that comes again was copied: its device is signed out, since either of the two may be the
/// thief. The only exception is a response that was lost: for [#RETRY_WINDOW] after an exchange the refresh token
/// before it gets the pair of the same generation again. This gives a thief no second line of tokens: both hold the
/// same generation, and whoever exchanges it as the second, later than that, ends it for both.
///
/// The row of the device is read with each request, so that a device that was signed out is refused at its next
/// request, whichever node it reaches.
@Singleton
public class DeviceSessionService {

    public static final Duration ACCESS_TTL = Duration.ofMinutes(15);

    /// Time without an exchange after which a device is signed out.
    public static final Duration REFRESH_TTL = Duration.ofDays(60);

    /// Time after which a device is signed out in any case.
    public static final Duration MAX_SESSION_AGE = Duration.ofDays(365);

    /// Time for a second exchange of the same refresh token.
    static final Duration RETRY_WINDOW = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(DeviceSessionService.class);

    private final TransactionOperations<Connection> transactions;
    private final PersonDeviceRepository devices;
    private final DeviceTokenCodec codec;
    private final ChatRepository chats;
    private final PersonLock persons;
    private final AuditLog audit;

    public DeviceSessionService(
            TransactionOperations<Connection> transactions,
            PersonDeviceRepository devices,
            DeviceTokenCodec codec,
            ChatRepository chats,
            PersonLock persons,
            AuditLog audit) {
        this.transactions = transactions;
        this.devices = devices;
        this.codec = codec;
        this.chats = chats;
        this.persons = persons;
        this.audit = audit;
    }

    /// Signs a device in, in the transaction of the caller, who has locked the person and checked who they are.
    ///
    /// @param description of the device, in a word or two
    /// @param method of the proof, for the audit log
    public IssuedTokens startSession(long person, String description, String method, Instant now) {
        List<DeviceRow> known = devices.findNewest(person);
        if (known.size() == PersonDeviceRepository.MAX_DEVICES_PER_PERSON) {
            devices.deleteDevice(known.getLast().id(), person);
            recordEntry(person, "device.signed-out", known.getLast().id(), "replaced", now);
        }
        long device = devices.insertDevice(person, findChat(person, now).id(), description, now);
        recordEntry(person, "device.signed-in", device, method, now);
        return issueTokens(device, 1, now, now);
    }

    /// Chat that a browser opens in which a person was signed in, in the transaction of the caller, who has locked the
    /// person and checked who they are.
    ///
    /// @param current chat of theirs that is open in the browser, and stays
    /// @param method of the proof, for the audit log
    public Chat openChat(long person, Optional<Chat> current, String method, Instant now) {
        Chat chat = current.orElseGet(() -> findChat(person, now));
        recordEntry(person, "browser.signed-in", chat.id(), method, now);
        return chat;
    }

    /// Chat that all devices of a person share: the page's own, if they have one.
    private Chat findChat(long person, Instant now) {
        return chats.findByConversation(person).stream()
                .filter(chat -> chat.channel() == Channel.WEB)
                .findFirst()
                .orElseGet(() -> chats.addWebChat(person, now));
    }

    /// Exchanges a refresh token.
    ///
    /// @return empty when it is unknown, expired or used before, or its device was signed out
    public Optional<IssuedTokens> refresh(String refresh, Instant now) {
        return codec.readToken(TokenUse.REFRESH, refresh)
                .flatMap(token -> devices.findById(token.device()).flatMap(device -> exchange(device, token, now)));
    }

    private Optional<IssuedTokens> exchange(DeviceRow device, DeviceToken token, Instant now) {
        if (!now.isBefore(refreshExpiry(device.createdAt(), device.refreshedAt()))) {
            return Optional.empty();
        }
        if (token.generation() == device.generation()
                && devices.beginGeneration(device.id(), device.generation(), now) == 1) {
            return Optional.of(issueTokens(device.id(), device.generation() + 1, device.createdAt(), now));
        }
        // Another request may have exchanged it a moment ago.
        return devices.findById(device.id()).flatMap(current -> exchangeAgain(current, token, now));
    }

    private Optional<IssuedTokens> exchangeAgain(DeviceRow device, DeviceToken token, Instant now) {
        if (token.generation() == device.generation() - 1
                && now.isBefore(device.refreshedAt().plus(RETRY_WINDOW))) {
            return Optional.of(issueTokens(device.id(), device.generation(), device.createdAt(), now));
        }
        LOG.warn("sign-in: a refresh token was used twice, so its device is signed out");
        endSession(device.personId(), device.id(), "device.token-reused", now);
        return Optional.empty();
    }

    /// Chat that an access token opens.
    ///
    /// @return empty when the token is unknown or expired, or its device was signed out
    public Optional<Chat> findChat(String access, Instant now) {
        return findDevice(access, now).map(this::findChat);
    }

    /// Chat of a device, from the cache unless it belongs to another person there, to whom it was attached since.
    private Chat findChat(DeviceRow device) {
        List<Long> id = List.of(device.chatId());
        Chat chat = chats.findForDelivery(id).get(device.chatId());
        return chat == null || chat.conversation() == device.personId()
                ? chat
                : chats.findByIds(id).get(device.chatId());
    }

    private Optional<DeviceRow> findDevice(String access, Instant now) {
        return codec.readToken(TokenUse.ACCESS, access)
                .filter(token -> now.isBefore(token.expires()))
                .flatMap(token -> devices.findById(token.device()));
    }

    /// Tells whether the device of an access token, which may have expired, is signed in as this person.
    public boolean isSignedIn(String access, long person) {
        return codec.readToken(TokenUse.ACCESS, access)
                .flatMap(token -> devices.findById(token.device()))
                .filter(device -> device.personId() == person)
                .isPresent();
    }

    /// Tells whether a text has the form of an access token.
    public static boolean isAccessToken(String text) {
        return TokenUse.ACCESS.isPrefixOf(text);
    }

    /// Devices of a person, the one used last first.
    ///
    /// @param access token of the request; empty when it has another
    public List<PersonDevice> listDevices(long person, Optional<String> access) {
        long current = access.flatMap(token -> codec.readToken(TokenUse.ACCESS, token))
                .map(DeviceToken::device)
                .orElse(0L);
        return devices.findByPerson(person, current);
    }

    /// Signs a device of a person out.
    ///
    /// @return false when the person has no such device
    public boolean revokeDevice(long person, long device, Instant now) {
        return endSession(person, device, "device.signed-out", now);
    }

    /// Signs all devices of a person out but the one of the request, in the transaction of the caller, who has locked
    /// the person.
    ///
    /// @param access token of the request
    public void signOutOthers(long person, Optional<String> access, Instant now) {
        listDevices(person, access).stream()
                .filter(device -> !device.current())
                .forEach(device -> endSession(person, device.id(), "device.signed-out", now));
    }

    /// Signs the device of an access or refresh token out; a token that is unknown changes nothing.
    public void signOut(String token, Instant now) {
        codec.readToken(TokenUse.ACCESS, token)
                .or(() -> codec.readToken(TokenUse.REFRESH, token))
                .flatMap(read -> devices.findById(read.device()))
                .ifPresent(device -> endSession(device.personId(), device.id(), "device.signed-out", now));
    }

    private boolean endSession(long person, long device, String what, Instant now) {
        return transactions.executeWrite(status -> {
            if (!persons.lockIfExists(person) || devices.deleteDevice(device, person) == 0) {
                return false;
            }
            recordEntry(person, what, device, null, now);
            return true;
        });
    }

    private void recordEntry(long person, String what, long device, String detail, Instant now) {
        audit.appendEntries(List.of(new AuditEntry(person, "applicant", what, Long.toString(device), detail, now)));
    }

    private IssuedTokens issueTokens(long device, int generation, Instant created, Instant now) {
        Instant accessExpires = now.plus(ACCESS_TTL).truncatedTo(ChronoUnit.SECONDS);
        Instant refreshExpires = refreshExpiry(created, now).truncatedTo(ChronoUnit.SECONDS);
        return new IssuedTokens(
                codec.writeToken(TokenUse.ACCESS, new DeviceToken(device, generation, accessExpires)),
                accessExpires,
                codec.writeToken(TokenUse.REFRESH, new DeviceToken(device, generation, refreshExpires)),
                refreshExpires);
    }

    private static Instant refreshExpiry(Instant created, Instant refreshed) {
        Instant idle = refreshed.plus(REFRESH_TTL);
        Instant oldest = created.plus(MAX_SESSION_AGE);
        return idle.isBefore(oldest) ? idle : oldest;
    }
}
