namespace RingRift.Infra.Bicep;

/// <summary>Something the compiler or its linter has to say about a file.</summary>
/// <param name="Level"><c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="Rule">Code of the rule, for example <c>BCP081</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="File">The file, as the compiler names it.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record BicepDiagnostic(string Level, string Rule, string Message, string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): {Level} {Rule}: {Message}";
}
