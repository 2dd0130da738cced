package pk.rahnuma.vault;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes codes that are good once, and stores keyed hashes of them. Takes part in the transaction of the thread.
///
/// A wrong code costs its caller nothing here: callers limit how often a person, a network or an account tries. The
/// codes of sign-ins are in their own table, since their tries are counted whether or not there is a code.
@Singleton
public class OneTimeCodeService {

    /// Maximum valid codes of one owner and kind that are listed or replaced at once.
    public static final int MAX_LISTED = 50;

    private final OneTimeCodeRepository codes;
    private final SubjectEncryptionService vault;

    OneTimeCodeService(OneTimeCodeRepository codes, SubjectEncryptionService vault) {
        this.codes = codes;
        this.vault = vault;
    }

    /// A code to be stored.
    ///
    /// @param code as it is shown
    /// @param owner see [OneTimeCode]
    /// @param expires null for never
    public record NewCode(String code, long owner, long issuer, String detail, Instant created, Instant expires) {}

    /// Makes a code without storing it: for callers that store several at once.
    public NewCode prepareCode(OneTimeCodeKind kind, long owner, long issuer, String detail, Instant now) {
        Instant expires = kind.ttl() == null ? null : now.plus(kind.ttl());
        return new NewCode(kind.format().createCode(), owner, issuer, detail, now, expires);
    }

    /// Stores codes that were prepared.
    public void insertCodes(OneTimeCodeKind kind, List<NewCode> fresh) {
        if (!fresh.isEmpty()) {
            codes.insertAll(fresh.stream()
                    .map(code -> new OneTimeCode(
                            hashCode(kind, code.code()),
                            kind.name(),
                            code.owner(),
                            code.issuer(),
                            code.detail(),
                            code.created(),
                            code.expires()))
                    .toList());
        }
    }

    /// Creates a code beside earlier ones.
    public String createCode(OneTimeCodeKind kind, long owner, Instant now) {
        return createCodes(kind, owner, 1, now).getFirst();
    }

    /// Creates the only code of an owner: earlier ones of the kind end.
    public String replaceCode(OneTimeCodeKind kind, long owner, Instant now) {
        return replaceCodes(kind, owner, 1, now).getFirst();
    }

    /// Creates the only codes of an owner.
    public List<String> replaceCodes(OneTimeCodeKind kind, long owner, int count, Instant now) {
        deleteCodes(kind, owner);
        return createCodes(kind, owner, count, now);
    }

    private List<String> createCodes(OneTimeCodeKind kind, long owner, int count, Instant now) {
        List<NewCode> fresh = Stream.generate(() -> prepareCode(kind, owner, owner, "", now))
                .limit(count)
                .toList();
        insertCodes(kind, fresh);
        return fresh.stream().map(NewCode::code).toList();
    }

    /// Finds a valid code without using it.
    ///
    /// @param typed as typed, or from a link
    public Optional<OneTimeCode> findCode(OneTimeCodeKind kind, String typed, Instant now) {
        return Optional.ofNullable(findCodes(kind, List.of(typed), now).get(typed));
    }

    /// The valid codes among these, by what was typed.
    ///
    /// @param typed at least one
    public Map<String, OneTimeCode> findCodes(OneTimeCodeKind kind, Collection<String> typed, Instant now) {
        Map<String, byte[]> hashes =
                typed.stream().distinct().collect(Collectors.toMap(Function.identity(), each -> hashCode(kind, each)));
        Map<String, OneTimeCode> byHash = codes.findByHashes(List.copyOf(hashes.values()), now).stream()
                .collect(Collectors.toMap(code -> HexFormat.of().formatHex(code.hash()), Function.identity()));
        Map<String, OneTimeCode> found = new HashMap<>();
        hashes.forEach((each, hash) -> {
            OneTimeCode code = byHash.get(HexFormat.of().formatHex(hash));
            if (code != null) {
                found.put(each, code);
            }
        });
        return found;
    }

    /// Uses a code up.
    ///
    /// @return false when another caller has used it meanwhile
    public boolean spendCode(OneTimeCode code) {
        return codes.deleteByHashes(List.of(code.hash())) == 1;
    }

    /// Deletes codes.
    public void deleteCodes(Collection<OneTimeCode> used) {
        if (!used.isEmpty()) {
            codes.deleteByHashes(used.stream().map(OneTimeCode::hash).toList());
        }
    }

    /// Deletes the codes of a kind and an owner. They are looked up first: on MariaDB, a delete that finds nothing
    /// locks the place where another transaction inserts.
    public void deleteCodes(OneTimeCodeKind kind, long owner) {
        deleteCodes(codes.findAllByOwner(kind.name(), owner, MAX_LISTED));
    }

    /// Deletes the codes of an owner that one issuer made.
    public void deleteIssued(OneTimeCodeKind kind, long owner, long issuer) {
        codes.deleteIssued(kind.name(), owner, issuer);
    }

    /// The valid codes of an owner, the newest first, at most [#MAX_LISTED].
    public List<OneTimeCode> listCodes(OneTimeCodeKind kind, long owner, Instant now) {
        return codes.findByOwner(kind.name(), owner, now, MAX_LISTED);
    }

    /// Number of valid codes, by owner; owners without one are left out.
    public Map<Long, Integer> countCodes(OneTimeCodeKind kind, Collection<Long> owners, Instant now) {
        return owners.isEmpty()
                ? Map.of()
                : codes.countByOwners(kind.name(), owners, now).stream()
                        .collect(Collectors.toMap(
                                OneTimeCodeRepository.OwnerCount::ownerId, OneTimeCodeRepository.OwnerCount::many));
    }

    private byte[] hashCode(OneTimeCodeKind kind, String typed) {
        return vault.keyedHash("one-time " + kind.name(), kind.format().readCode(typed));
    }
}
