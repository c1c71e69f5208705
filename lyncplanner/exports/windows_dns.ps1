#Requires -Version 5.1
#Requires -Modules DnsServer
<#
.SYNOPSIS
Brings the zones of a Windows DNS server to the table of records at the end of this file.
.DESCRIPTION
Run it with -WhatIf first: it then says what it would do, and does nothing. It is safe to run again:
what is there already is left as it is. Values that are neither in the table nor were deployed from
an earlier one are left alone, with a warning. Zones are created only with -CreateZones, together
with -ReplicationScope (kept in Active Directory) or -ZoneFiles (kept in files).
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [string] $ComputerName,
    [switch] $CreateZones,
    [ValidateSet('Forest', 'Domain', 'Legacy')]
    [string] $ReplicationScope,
    [switch] $ZoneFiles
)

$ErrorActionPreference = 'Stop'
$server = @{ }
if ($ComputerName) { $server['ComputerName'] = $ComputerName }
if ($CreateZones -and ([bool] $ReplicationScope -eq [bool] $ZoneFiles)) {
    throw 'Zones are created in Active Directory or in files: give -ReplicationScope or -ZoneFiles.'
}

function ConvertTo-PlannedForm {
    # What a live record says, in the form of the table.
    param($Record)
    $data = $Record.RecordData
    switch ($Record.RecordType) {
        'A' { return [string] $data.'IPv4Address' }
        'AAAA' { return [string] $data.'IPv6Address' }
        'CNAME' { return ([string] $data.HostNameAlias).TrimEnd('.').ToLowerInvariant() }
        'SRV' {
            $target = ([string] $data.DomainName).TrimEnd('.').ToLowerInvariant()
            return '{0} {1} {2} {3}' -f $data.Priority, $data.Weight, $data.Port, $target
        }
    }
}

function ConvertTo-Comparable {
    # Addresses of one meaning have one form; everything else is compared as it stands.
    param([string] $Type, [string] $Data)
    if ($Type -eq 'A' -or $Type -eq 'AAAA') { return [System.Net.IPAddress]::Parse($Data).ToString() }
    return $Data
}

function Get-LiveRecord {
    param($Row)
    $wanted = @{ ZoneName = $Row.zone; Name = $Row.name; RRType = $Row.type }
    # A name that has no such record is an error to the server, and an empty answer to us.
    Get-DnsServerResourceRecord @server @wanted -ErrorAction SilentlyContinue |
        Where-Object { $_.HostName -eq $Row.name -and $_.RecordType -eq $Row.type }
}

function Find-LiveValue {
    param($Row, $Live)
    $wanted = ConvertTo-Comparable -Type $Row.type -Data $Row.data
    $Live | Where-Object {
        (ConvertTo-Comparable -Type $Row.type -Data (ConvertTo-PlannedForm -Record $_)) -eq $wanted
    }
}

function Add-PlannedRecord {
    param($Row, [TimeSpan] $TimeToLive)
    $new = @{ ZoneName = $Row.zone; Name = $Row.name; TimeToLive = $TimeToLive }
    switch ($Row.type) {
        'A' { $new += @{ A = $true; IPv4Address = $Row.data } }
        'AAAA' { $new += @{ AAAA = $true; IPv6Address = $Row.data } }
        'CNAME' { $new += @{ CName = $true; HostNameAlias = $Row.data + '.' } }
        'SRV' {
            $priority, $weight, $port, $target = $Row.data -split ' '
            $new += @{
                Srv = $true
                Priority = [uint16] $priority
                Weight = [uint16] $weight
                Port = [uint16] $port
                DomainName = $target + '.'
            }
        }
    }
    Add-DnsServerResourceRecord @server @new
}

function Set-PlannedTimeToLive {
    param($Row, $Old, [TimeSpan] $TimeToLive)
    $change = @{ ZoneName = $Row.zone; OldInputObject = $Old; NewInputObject = [ciminstance]::new($Old) }
    $change['NewInputObject'].TimeToLive = $TimeToLive
    Set-DnsServerResourceRecord @server @change
}

function Remove-DroppedRecord {
    param($Row, $Old)
    $dropped = @{ ZoneName = $Row.zone; InputObject = $Old; Force = $true }
    Remove-DnsServerResourceRecord @server @dropped
}

function Add-PlannedZone {
    param([string] $Zone)
    $new = @{ Name = $Zone }
    if ($ZoneFiles) { $new['ZoneFile'] = $Zone + '.dns' } else { $new['ReplicationScope'] = $ReplicationScope }
    Add-DnsServerPrimaryZone @server @new
}

function Update-Record {
    # One row of the table: returns what was done, in a word.
    param($Row)
    $what = '{0} {1} {2} in {3}' -f $Row.name, $Row.type, $Row.data, $Row.zone
    $live = @(Find-LiveValue -Row $Row -Live @(Get-LiveRecord -Row $Row))
    if ($Row.action -ne 'add') {
        if ($live.Count -eq 0) { return 'same' }
        if (-not $script:PSCmdlet.ShouldProcess($what, 'Remove')) { return 'skipped' }
        Remove-DroppedRecord -Row $Row -Old $live[0]
        return 'removed'
    }
    $timeToLive = [TimeSpan]::FromSeconds([int] $Row.ttl)
    if ($live.Count -eq 0) {
        if (-not $script:PSCmdlet.ShouldProcess($what, 'Add')) { return 'skipped' }
        Add-PlannedRecord -Row $Row -TimeToLive $timeToLive
        return 'added'
    }
    if ($live[0].TimeToLive -eq $timeToLive) { return 'same' }
    if (-not $script:PSCmdlet.ShouldProcess($what, 'Change the TTL of')) { return 'skipped' }
    Set-PlannedTimeToLive -Row $Row -Old $live[0] -TimeToLive $timeToLive
    return 'changed'
}

function Show-Stranger {
    # Values at a planned name and type that the plan knows nothing of.
    param($Rows)
    $planned = @($Rows | ForEach-Object { ConvertTo-Comparable -Type $_.type -Data $_.data })
    foreach ($record in @(Get-LiveRecord -Row $Rows[0])) {
        $value = ConvertTo-PlannedForm -Record $record
        if ($planned -notcontains (ConvertTo-Comparable -Type $Rows[0].type -Data $value)) {
            Write-Warning ('{0} {1} in {2} also has {3}, which is not planned. It was left alone.' -f
                $Rows[0].name, $Rows[0].type, $Rows[0].zone, $value)
        }
    }
}

function Test-PlannedZone {
    # Whether a zone is there, or could be created.
    param([string] $Zone, [string[]] $Known)
    if ($Known -contains $Zone) { return $true }
    if (-not $CreateZones) {
        Write-Warning ('The server has no zone {0}. Its records were left out; -CreateZones creates it.' -f $Zone)
        return $false
    }
    if (-not $script:PSCmdlet.ShouldProcess($Zone, 'Create the zone')) { return $false }
    Add-PlannedZone -Zone $Zone
    return $true
}

function Update-Zones {
    param($Rows)
    $known = @(Get-DnsServerZone @server | ForEach-Object { $_.ZoneName })
    $usable = @{ }
    $count = [ordered] @{ added = 0; changed = 0; removed = 0; same = 0; skipped = 0; failed = 0 }
    foreach ($row in $Rows) {
        if (-not $usable.ContainsKey($row.zone)) {
            $usable[$row.zone] = Test-PlannedZone -Zone $row.zone -Known $known
        }
        if (-not $usable[$row.zone]) {
            if ($CreateZones) { $count['skipped'] += 1 } else { $count['failed'] += 1 }
            continue
        }
        try { $count[(Update-Record -Row $row)] += 1 }
        catch {
            $count['failed'] += 1
            Write-Warning ('{0} {1} {2} in {3} failed: {4}' -f $row.name, $row.type, $row.data, $row.zone, $_)
        }
    }
    $Rows | Where-Object { $usable[$_.zone] } | Group-Object -Property @('zone', 'name', 'type') |
        Where-Object { $_.Group.action -contains 'add' } |
        ForEach-Object { Show-Stranger -Rows @($_.Group) }
    [pscustomobject] $count
}

