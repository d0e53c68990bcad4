using System.CommandLine;
using RingRift.Local.Commands;

namespace RingRift.Local.Tests;

/// <summary>Runs <c>ringrift</c> in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] arguments)
    {
        var configuration = new InvocationConfiguration { Output = new StringWriter(), Error = new StringWriter() };
        var exitCode = await RootCommandBuilder.Build(TimeProvider.System).Parse(arguments).InvokeAsync(configuration);
        return new CommandRun(exitCode, configuration.Output.ToString()!, configuration.Error.ToString()!);
    }
}
