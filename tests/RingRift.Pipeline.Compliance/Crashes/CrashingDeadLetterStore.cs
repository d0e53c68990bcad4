using RingRift.Eventing.DeadLetters;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>A store of dead letters whose process may die around every call.</summary>
public sealed class CrashingDeadLetterStore(IDeadLetterStore inner, CrashScript script) : IDeadLetterStore
{
    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken) =>
        script.StepAsync("keep the dead letter", () => inner.AddAsync(letter, cancellationToken));

    public Task<StoredDeadLetter?> GetAsync(string id, CancellationToken cancellationToken) =>
        script.StepAsync("read the dead letter", () => inner.GetAsync(id, cancellationToken));

    public Task<DeadLetterPage> ListAsync(DeadLetterQuery query, int size, string? continuation, CancellationToken cancellationToken) =>
        inner.ListAsync(query, size, continuation, cancellationToken);

    public Task<bool> TryChangeStatusAsync(
        StoredDeadLetter letter, DeadLetterStatus status, string note, DateTimeOffset time, CancellationToken cancellationToken) =>
        script.StepAsync("note the status", () => inner.TryChangeStatusAsync(letter, status, note, time, cancellationToken));

    public Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);
}
