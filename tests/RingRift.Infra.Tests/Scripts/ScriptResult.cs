namespace RingRift.Infra.Tests.Scripts;

/// <summary>How a script ended, and what it called.</summary>
internal sealed record ScriptResult(int Code, string Output, string Error, IReadOnlyList<StandInCall> Calls)
{
    public IEnumerable<string> Texts => Calls.Select(call => call.Text);

    public override string ToString() => $"{Code}: {Error}\n{string.Join('\n', Texts)}";
}
