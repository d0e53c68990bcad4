namespace RingRift.Local.Doctor;

/// <summary>A report as a table for people.</summary>
internal static class DoctorText
{
    public static IEnumerable<string> Lines(DoctorReport report)
    {
        var width = report.Findings.Max(finding => finding.Name.Length);
        foreach (var finding in report.Findings)
        {
            yield return $"{Word(finding.State),-8} {finding.Name.PadRight(width)}  {finding.Value}";
            if (finding.Mend is { } mend)
            {
                yield return $"{string.Empty,-8} {string.Empty.PadRight(width)}  -> {mend}";
            }
        }

        yield return report.CanRun
            ? "The main command can run here."
            : $"The main command cannot run here: {string.Join(", ", report.Findings.Where(finding => finding.State == FindingState.Fails).Select(finding => finding.Name))}.";
    }

    private static string Word(FindingState state) => state.ToString().ToLowerInvariant();
}
