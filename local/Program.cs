using System.CommandLine;
using System.Globalization;
using RingRift.Azure.Connections;
using RingRift.Local.Commands;

ProxyBypass.Extend();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) };
return await RootCommandBuilder.Build(TimeProvider.System).Parse(args).InvokeAsync(configuration);
