namespace RingRift.Infra.Tests.Scripts;

/// <summary>A test of a script that machines run: it needs <c>jq</c>, which the image of those machines has and not every machine that tests.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JqTheoryAttribute : TheoryAttribute
{
    public JqTheoryAttribute() => Skip = StandIns.Find("jq") is null ? "'jq' is not installed" : null!;
}
