# A reload with other members, while streams are open through both.

open_stream "$vip" 80
open_stream "$vip" 80
service director drain "${address[rs2]}"
check 'a stream through a drained member goes on' transfers rs2
install director without-last
service director reload
check 'a stream through a member that stays outlives a reload without another' transfers rs1
check 'the other member is gone' weight_is rs2 gone
check 'requests go to the member that stays' alternates "$vip" 80 rs1
install director
service director reload
check 'a stream through a member that stays outlives a reload with one more' transfers rs1
check 'requests go to both members again' alternates "$vip" 80 rs1 rs2
