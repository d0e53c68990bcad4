using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker;

/// <summary>The self-test alone, without storage: one JSON object on standard output, everything else on standard error.</summary>
internal static class SelfTestCommand
{
    /// <summary>Runs it, and starts the program again where a safer rung is to be tried.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Standard output.</param>
    /// <returns>One of <see cref="WorkerExit"/>.</returns>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    public static int Run(WorkerArguments arguments, TextWriter output)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var services = new ServiceCollection()
            .AddLogging(logging => logging
                .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "))
                .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
                    console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddSingleton(TimeProvider.System)
            .AddSelfTest(configuration, arguments);
        SelfTestReport report;
        using (var provider = services.BuildServiceProvider())
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            var selfTest = provider.GetRequiredService<WorkerSelfTest>();
            report = selfTest.Run(selfTest.FirstNetwork, CancellationToken.None);
        }

        if (report.StartAgain is { } stand)
        {
            return SelfRestart.Run(stand.ToEnvironment());
        }

        output.WriteLine(JsonSerializer.Serialize(report, RungResult.Json));
        return report.Passed ? WorkerExit.Stopped : WorkerExit.SelfTest;
    }
}
