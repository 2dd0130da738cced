package pk.rahnuma.person.joining;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.MoveRefusedException;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for joinings. The log of a person who has joined belongs to the data of the other one, and
/// what is still being moved is erased with them.
@Singleton
final class JoiningDataHandler implements PersonalDataHandler {

    private final PersonJoiningRepository joinings;
    private final AuditLog audit;

    JoiningDataHandler(PersonJoiningRepository joinings, AuditLog audit) {
        this.joinings = joinings;
        this.audit = audit;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.PERSON;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        List<PersonJoining> joined = joinings.findJoined(person, PersonJoiningRepository.MAX_JOININGS);
        return joined.isEmpty()
                ? Map.of()
                : Map.of("joined", joined.stream().map(this::toExport).toList());
    }

    private Map<String, Object> toExport(PersonJoining joining) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("since", joining.joined());
        exported.put("log", audit.exportChain(joining.from()));
        return exported;
    }

    @Override
    public void prepareMove(DataMove move) {
        List<PersonJoining> earlier = joinings.findJoined(move.from(), PersonJoiningRepository.MAX_JOININGS);
        if (earlier.stream().anyMatch(joining -> joining.state() == State.MOVING)) {
            throw new MoveRefusedException(MoveRefusedException.Reason.BUSY);
        }
        int known = joinings.findJoined(move.to(), PersonJoiningRepository.MAX_JOININGS)
                .size();
        if (earlier.size() + known >= PersonJoiningRepository.MAX_JOININGS) {
            throw new MoveRefusedException(MoveRefusedException.Reason.TOO_MANY);
        }
    }

    @Override
    public void moveData(DataMove move) {
        joinings.moveJoinings(move.from(), move.to());
    }

    @Override
    public Set<Long> cascadesTo(long person) {
        return joinings.findJoined(person, PersonJoiningRepository.MAX_JOININGS).stream()
                .filter(joining -> joining.state() == State.MOVING)
                .map(PersonJoining::from)
                .collect(Collectors.toSet());
    }

    @Override
    public String cascadeKind() {
        return "person";
    }

    @Override
    public void eraseData(long person, Instant now) {
        joinings.deleteByPerson(person);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        List<Long> expired = joinings.findExpired(now.minus(PersonJoiningService.OFFER_TTL), limit);
        if (!expired.isEmpty()) {
            joinings.deleteByIdIn(expired);
        }
        return expired.size();
    }
}
