using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Doctor;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift doctor</c>: what this machine has and lacks.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan SelfTestLimit = TimeSpan.FromMinutes(5);

    public static Command Build(TimeProvider clock)
    {
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print the findings as one JSON object."));
        var doctor = new Command(
            "doctor",
            "Show what this machine has and lacks to run a stack, each with its mend; it may take a minute. Exit code 1 when the main command could not run.")
        {
            data, json,
        };
        doctor.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var report = await ExamineAsync(parse.GetRequiredValue(data), clock, cancellationToken).ConfigureAwait(false);
            IEnumerable<string> lines = parse.GetValue(json)
                ? [JsonSerializer.Serialize(report, EventJson.Options)]
                : DoctorText.Lines(report);
            foreach (var line in lines)
            {
                await parse.InvocationConfiguration.Output.WriteLineAsync(line).ConfigureAwait(false);
            }

            return report.CanRun ? 0 : 1;
        });
        return doctor;
    }

    /// <summary>Lets a command that starts a stack name the doctor beside what it failed by.</summary>
    public static async Task<int> OfferAsync(Func<Task<int>> start)
    {
        try
        {
            return await start().ConfigureAwait(false);
        }
        catch (Exception exception) when (CommandActions.IsForUsers(exception)
            && !exception.Message.Contains("ringrift doctor", StringComparison.Ordinal))
        {
            throw new CommandException(
                $"{exception.Message}{(exception.Message.Contains('\n', StringComparison.Ordinal) ? "\n" : "; ")}see 'ringrift doctor'",
                exception);
        }
    }

    private static async Task<DoctorReport> ExamineAsync(DirectoryInfo data, TimeProvider clock, CancellationToken cancellationToken) =>
        new(
    [
        .. await ToolChecks.LookAsync(cancellationToken).ConfigureAwait(false),
        .. MachineChecks.Look(data, clock),
        .. FolderCheck.Look(data),
        .. PortCheck.Look(),
        .. await new SelfTestCheck(SelfTestLimit).RunAsync(cancellationToken).ConfigureAwait(false),
    ]);
}
