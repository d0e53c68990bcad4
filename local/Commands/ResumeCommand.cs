using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Operations;
using RingRift.Local.Stack;
using RingRift.Pipeline.Holds;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift resume CONFIG</c>: lift pauses before they end by themselves.</summary>
internal static class ResumeCommand
{
    public static Command Build()
    {
        var scope = PauseScopeArgument.Build();
        var owner = new Option<string?>("--owner") { Description = "Only this owner's pause. Default: every pause of the configuration." };
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print the lifted pauses as one JSON array."));
        var resume = new Command(
            "resume", "Lift the pauses of a configuration. A pause of 'all' is lifted by 'resume all' only.") { scope, owner, data, json };
        resume.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var name = parse.GetRequiredValue(scope);
            var lifted = await StackQuestion.AskAsync(
                parse.GetRequiredValue(data),
                functions => functions.ResumeAsync(name, parse.GetValue(owner), cancellationToken),
                storage => storage.Get<PipelinePauses>().ResumeAsync(name, parse.GetValue(owner), cancellationToken),
                cancellationToken).ConfigureAwait(false);
            await WriteAsync(name, lifted, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
            return 0;
        });
        return resume;
    }

    private static async Task WriteAsync(string scope, IReadOnlyList<Pause> lifted, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(lifted, EventJson.Options)).ConfigureAwait(false);
            return;
        }

        await output.WriteLineAsync(
            lifted.Count == 0 ? $"{scope} is not paused" : $"{lifted.Count} pauses of {scope} are lifted:").ConfigureAwait(false);
        foreach (var pause in lifted)
        {
            await output.WriteLineAsync(OperatorText.Line(scope, pause)).ConfigureAwait(false);
        }
    }
}
