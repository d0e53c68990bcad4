using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.GpuWorker;
using RingRift.GpuWorker.Jobs;

WorkerArguments arguments;
try
{
    arguments = WorkerArguments.Parse(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

if (arguments.Help)
{
    Console.WriteLine(WorkerArguments.Usage);
    return 0;
}

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
builder.Services.AddWorker(builder.Configuration, arguments);
builder.Services.AddHostedService(provider => provider.GetRequiredService<WorkerLoop>());
builder.Services.AddHostedService<ParentWatch>();
await builder.Build().RunAsync();
return 0;
